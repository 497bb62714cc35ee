import type { PrivilegeGroup } from '../../personas';
import { xml } from '../../xml/template';

const BPP = 'http://digst.dk/oiosaml/basic_privilege_profile';

/** What a person may do for whom, as OIO-BPP in base64 (facts/oiosaml.md 1.10): the children stand in no namespace. */
export function intermediatePrivileges(groups: readonly PrivilegeGroup[] | undefined): string | undefined {
  if (groups === undefined) return undefined;
  const written = groups.map(
    ({ scope, constraints, privileges }) =>
      xml`<PrivilegeGroup Scope="${scope}">${Object.entries(constraints ?? {}).map(([name, value]) => xml`<Constraint Name="${name}">${value}</Constraint>`)}${privileges.map((name) => xml`<Privilege>${name}</Privilege>`)}</PrivilegeGroup>`,
  );
  const list = xml`<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList xmlns:bpp="${BPP}">${written}</bpp:PrivilegeList>`;
  return Buffer.from(list.text, 'utf8').toString('base64');
}
