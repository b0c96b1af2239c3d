/** Where symbols stand: events on one spot fan out, spots too near each other become one counted ring. */

/** @typedef {{x: number, y: number, r: number, event: any}} Spot
 * @typedef {{x: number, y: number, r: number, events: any[], at: number[][]}} Ring */

/** @param {any} view @param {any[]} events incidents with a position @param {any} symbol
 * @returns {{spots: Spot[], rings: Ring[], fans: {x: number, y: number, spots: Spot[]}[], areas: any[]}} */
export function layOut(view, events, symbol) {
  const places = new Map();
  for (const event of events) {
    const key = event.at.join();
    if (!places.has(key)) places.set(key, []);
    places.get(key).push(event);
  }
  const groups = [...places.values()].map((members) => {
    const p = view.point(members[0].at);
    return { x: p.x, y: p.y, r: groupRadius(members, symbol), members, at: [members[0].at] };
  });
  const out = { spots: [], rings: [], fans: [], areas: areasOf(view, groups), centres: [] };
  for (const group of merged(groups.filter((g) => near(g, view)), view.zoom)) {
    const { x, y, members } = group;
    const ring = group.at.length > 1 || members.length > symbol.fan;
    const r = ring ? ringRadius(members.length) : groupRadius(members, symbol);
    if (ring) out.rings.push({ x, y, r, events: members, at: group.at });
    else if (members.length === 1) out.spots.push({ x, y, r, event: members[0] });
    else out.fans.push(fan(group));
    out.centres.push({ x, y, r });
  }
  return out;
}

const near = (group, view) => group.x > -80 && group.y > -80 && group.x < view.width + 80 && group.y < view.height + 80;

/** @param {number} n */
export const ringRadius = (n) => Math.min(30, 13 + 3.2 * Math.log2(n));

function groupRadius(members, symbol) {
  if (members.length === 1) return members[0].size;
  if (members.length > symbol.fan) return ringRadius(members.length);
  return fanShape(members).radius + Math.max(...members.map((m) => m.size));
}

/** Angles and radius at which symbols of different sizes stand round a spot side by side. */
function fanShape(members) {
  const widths = members.map((m, i) => m.size + members[(i + 1) % members.length].size + 3);
  const turn = (2 * Math.PI) / widths.reduce((a, b) => a + b, 0);
  let angle = -Math.PI / 2;
  const angles = widths.map((w) => (angle += w * turn) - w * turn);
  return { angles, radius: Math.max(14, ...widths.map((w) => w / (2 * Math.sin(Math.min(Math.PI, w * turn) / 2)))) };
}

/** Set the events of one spot round it, the first at the top. */
function fan({ x, y, members }) {
  const { angles, radius } = fanShape(members);
  const spots = members.map((event, i) => ({ x: x + radius * Math.cos(angles[i]), y: y + radius * Math.sin(angles[i]), r: event.size, event }));
  return { x, y, spots };
}

/** Join groups that would cover each other, the fullest first; near the ground nothing is joined.
 * A grid of cells keeps this quick for thousands of groups. */
function merged(groups, zoom) {
  const cell = 64;
  const grid = new Map();
  const out = [];
  const slack = zoom >= 12 ? 0.25 : 0.72;
  for (const group of [...groups].sort((a, b) => b.members.length - a.members.length || a.x - b.x || a.y - b.y)) {
    const [cx, cy] = [Math.floor(group.x / cell), Math.floor(group.y / cell)];
    let home = null;
    for (let i = -1; i <= 1 && !home; i++) {
      for (let j = -1; j <= 1 && !home; j++) {
        home = (grid.get(`${cx + i},${cy + j}`) ?? []).find((g) => Math.hypot(g.x - group.x, g.y - group.y) < (g.r + group.r) * slack) ?? null;
      }
    }
    if (home) {
      home.members = [...home.members, ...group.members];
      home.at = [...home.at, ...group.at];
      home.r = Math.max(home.r, ringRadius(home.members.length));
    } else {
      const own = { ...group };
      out.push(own);
      const key = `${cx},${cy}`;
      grid.set(key, [...(grid.get(key) ?? []), own]);
    }
  }
  return out;
}

/** The areas within which coarse events lie, one for each place and radius. */
function areasOf(view, groups) {
  const out = [];
  for (const group of groups) {
    const seen = new Set();
    for (const event of group.members) {
      const metres = event.hollow ? event.record.radius_m : 0;
      if (!metres || seen.has(metres)) continue;
      seen.add(metres);
      const r = view.metres(metres, event.at[1]);
      const outside = group.x + r < 0 || group.y + r < 0 || group.x - r > view.width || group.y - r > view.height;
      if (r > 12 && r < 4000 && !outside) out.push({ x: group.x, y: group.y, r, event });
    }
  }
  return out;
}
