import { xml, type Xml } from '../../metadata/write-xml';
import { CLASS_WORDS, number } from './words';
import type { WeekStatus } from './weeks';

const CLASSES = ['citizen', 'employee', 'company'] as const;
/** Half a year. */
const WEEKS = 26;
const [WIDTH, HEIGHT] = [400, 220];
const [LEFT, RIGHT, TOP, BOTTOM] = [8, 8, 24, 24];
/** Of a column: the first week would else be one block across the picture. Two still have room for their names. */
const WIDEST = 80;

/**
 * The accounts linked in each of the last weeks, as an SVG picture: a column a week, a colour a class. A screen reader is told
 * its title and its description; every figure is in the page's table, too.
 */
export function statusChart(weeks: readonly WeekStatus[]): Xml {
  const shown = weeks.slice(-WEEKS);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return xml`<p>No login has been linked yet.</p>`;
  const most = shown.reduce((best, week) => (week.all > best.all ? week : best));
  const step = Math.min((WIDTH - LEFT - RIGHT) / shown.length, WIDEST);
  const floor = HEIGHT - BOTTOM;
  const columns = shown.map((week, index) =>
    column(week, LEFT + index * step, step, (floor - TOP) / Math.max(most.all, 1)),
  );
  return xml`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="chart-title chart-desc">
<title id="chart-title">Accounts linked per week</title>
<desc id="chart-desc">${descriptionOf(shown, most)}</desc>
<line class="axis" x1="${LEFT}" y1="${floor}" x2="${WIDTH - RIGHT}" y2="${floor}" />
<line class="most" x1="${LEFT}" y1="${TOP}" x2="${WIDTH - RIGHT}" y2="${TOP}" />
<text x="${LEFT}" y="${TOP - 6}">${number(most.all)}</text>
${columns}
<text x="${LEFT}" y="${HEIGHT - 6}">${first.week}</text>
${shown.length > 1 ? xml`<text x="${fixed(LEFT + shown.length * step)}" y="${HEIGHT - 6}" text-anchor="end">${last.week}</text>` : undefined}
</svg>`;
}

/** One week, its classes on top of each other. */
function column(week: WeekStatus, x: number, step: number, unit: number): Xml {
  const said = CLASSES.map((name) => `${CLASS_WORDS[name].toLowerCase()} ${number(week[name])}`).join(', ');
  let y = HEIGHT - BOTTOM;
  const bars = CLASSES.filter((name) => week[name] > 0).map((name) => {
    const height = week[name] * unit;
    y -= height;
    return xml`<rect class="${name}" x="${fixed(x + step * 0.1)}" y="${fixed(y)}" width="${fixed(step * 0.8)}" height="${fixed(height)}" />`;
  });
  return xml`<g data-week="${week.week}"><title>${week.week}: ${said}</title>${bars}</g>
`;
}

function descriptionOf(weeks: readonly WeekStatus[], most: WeekStatus): string {
  const sum = weeks.reduce((all, week) => all + week.all, 0);
  const span = weeks.length === 1 ? `In ${most.week}` : `From ${weeks[0]?.week} to ${weeks.at(-1)?.week}`;
  return `${span}: ${number(sum)} accounts linked, at most ${number(most.all)} a week (${most.week}).`;
}

function fixed(value: number): string {
  return value.toFixed(2);
}
