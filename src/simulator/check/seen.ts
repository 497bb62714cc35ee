import type { XmlElement } from '../../trust';
import { notSeen, type Check, type Judgement } from './check';
import type { Evidence } from './evidence';
import type { ReadableMetadata } from './metadata-evidence';
import type { RequestEvidence } from './request-evidence';

type Judge = Check['judge'];

/** Judges the request, where one came. */
export const ofRequest =
  (judge: (request: RequestEvidence, evidence: Evidence) => Judgement): Judge =>
  (evidence) =>
    evidence.request === undefined
      ? notSeen('no AuthnRequest came', 'Start a login in your application.')
      : judge(evidence.request, evidence);

/** Judges the document of the request, where it can be read. */
export const ofDocument = (judge: (root: XmlElement, evidence: Evidence) => Judgement): Judge =>
  ofRequest(({ root }, evidence) =>
    root === undefined ? notSeen('the AuthnRequest cannot be read') : judge(root, evidence),
  );

/** Judges the metadata, where it was given and can be read. */
export const ofMetadata =
  (judge: (metadata: ReadableMetadata, evidence: Evidence) => Judgement): Judge =>
  (evidence) => {
    const { metadata } = evidence;
    if (metadata === undefined) return notSeen('no metadata was given', 'Give it: --sp-metadata <file>.');
    return 'problem' in metadata ? notSeen('the metadata cannot be read') : judge(metadata, evidence);
  };
