<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28.0" styleCategories="Symbology|Labeling|Temporal" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0" referencescale="-1">
    <rules key="{ends}">
      <rule key="{left}" label="left here, destination unknown" filter="&quot;origin&quot; IS NOT NULL" symbol="0"/>
      <rule key="{came}" label="came here, origin unknown" filter="ELSE" symbol="1"/>
    </rules>
    <symbols>
      <symbol type="marker" name="0" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="filled_arrowhead"/>
            <Option name="angle" type="QString" value="315"/>
            <Option name="color" type="QString" value="0,114,178,255"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="offset" type="QString" value="2.4,-2.4"/>
            <Option name="offset_unit" type="QString" value="MM"/>
            <Option name="size" type="QString" value="4"/>
            <Option name="size_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="marker" name="1" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="filled_arrowhead"/>
            <Option name="angle" type="QString" value="135"/>
            <Option name="color" type="QString" value="0,114,178,255"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="offset" type="QString" value="2.4,-2.4"/>
            <Option name="offset_unit" type="QString" value="MM"/>
            <Option name="size" type="QString" value="4"/>
            <Option name="size_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="concat(&quot;group&quot;, coalesce(' ' || &quot;count_best&quot;, ''))" isExpression="1" fontFamily="Noto Sans" fontSize="8" fontSizeUnit="Point" textColor="40,40,40,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.8"/>
      </text-style>
      <placement placement="6" dist="4" distUnits="MM" priority="3"/>
      <rendering drawLabels="1" obstacle="1" scaleVisibility="0" displayAll="0"/>
    </settings>
  </labeling>
  <temporal enabled="1" mode="4" limitMode="1" accumulate="0" fixedDuration="0" durationUnit="min" durationField="" startField="" endField="" startExpression="to_datetime(&quot;date_start&quot;)" endExpression="to_datetime(coalesce(&quot;date_end&quot;, &quot;date_start&quot;)) + to_interval('1 day') - to_interval('1 second')">
    <fixedRange>
      <start/>
      <end/>
    </fixedRange>
  </temporal>
</qgis>
