<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28.0" styleCategories="Symbology|Labeling|Temporal" labelsEnabled="1">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0" referencescale="-1">
    <symbols>
      <symbol type="line" name="0" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="ArrowLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="arrow_start_width" type="QString" value="0.5"/>
            <Option name="arrow_start_width_unit" type="QString" value="MM"/>
            <Option name="arrow_width" type="QString" value="1"/>
            <Option name="arrow_width_unit" type="QString" value="MM"/>
            <Option name="head_length" type="QString" value="3"/>
            <Option name="head_length_unit" type="QString" value="MM"/>
            <Option name="head_thickness" type="QString" value="2"/>
            <Option name="head_thickness_unit" type="QString" value="MM"/>
            <Option name="head_type" type="QString" value="0"/>
            <Option name="arrow_type" type="QString" value="0"/>
            <Option name="is_curved" type="QString" value="0"/>
            <Option name="is_repeated" type="QString" value="1"/>
            <Option name="offset" type="QString" value="0"/>
            <Option name="offset_unit" type="QString" value="MM"/>
            <Option name="ring_filter" type="QString" value="0"/>
          </Option>
          <symbol type="fill" name="@0@0" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleFill" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="color" type="QString" value="0,114,178,255"/>
                <Option name="style" type="QString" value="solid"/>
                <Option name="outline_color" type="QString" value="255,255,255,255"/>
                <Option name="outline_style" type="QString" value="solid"/>
                <Option name="outline_width" type="QString" value="0.2"/>
                <Option name="outline_width_unit" type="QString" value="MM"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="concat(&quot;group&quot;, coalesce(' ' || &quot;count_best&quot;, ''))" isExpression="1" fontFamily="Noto Sans" fontSize="8" fontSizeUnit="Point" textColor="40,40,40,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.8"/>
      </text-style>
      <placement placement="2" dist="1" distUnits="MM" priority="5"/>
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
