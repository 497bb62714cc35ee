// Each changes what a careless reader makes of a message whose signature holds, or seems to.
const CYRILLIC: Readonly<Record<string, string>> = { a: '\u0430', e: '\u0435', o: '\u043e' };
const NAME = /(<saml:Name(?:ID|Identifier)[^>]*>)([^<]{4})/;

/** A comment in the first NameID: canonical XML has none, so that the signature still holds. */
export function commentInName(text: string): string {
  return text.replace(NAME, '$1$2<!-- split -->');
}

/** An instruction in the first NameID, whose text is what the NameID began with: some write it out when they verify. */
export function instructionInName(text: string): string {
  return text.replace(NAME, '$1<?split $2?>');
}

/** An entity for a part of the status, which says the same once it is expanded. */
export function entityInStatus(message: string): string {
  const declared = message.replace(/^(<\?xml[^>]*>)?/, '$1<!DOCTYPE simulator [<!ENTITY outcome "Success">]>');
  return declared.replace(/(<samlp:StatusCode Value="[^"]*)Success"/, '$1&outcome;"');
}

/** A name that reads the same, with the first of its letters that Cyrillic has too taken from there. */
export function lookalike(name: string): string {
  return name.replace(/[aeo]/, (letter) => CYRILLIC[letter] ?? letter);
}

/** An assertion that canonicalizers refuse, for a namespace that is relative; those that then write nothing digest nothing. */
export function uncanonical(assertion: string): string {
  return assertion.replace('<saml:Assertion ', '<saml:Assertion xmlns:void="1" ');
}
