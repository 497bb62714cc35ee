import { NAME_ID_TRANSIENT, PERSON_NAME_ID } from '../support/saml2';
import { MITID, ofClasses, SAML2, type HttpWorld, type Said } from './harness';

const { attack, formAttack } = ofClasses(33);

const source = 'SAML 2.0 core 2.2 and 2.4: one NameID names the person';
const attributeCalled = 'node-saml 5.1 takes an attribute called nameID for the NameID where there is none';

const missing: readonly (readonly [string, string | null])[] = [
  ['left-out', null],
  ['empty', ''],
  ['of-white-space', ' \n\t'],
];
for (const [name, nameId] of missing) {
  attack({
    name: `name-id-${name}`,
    code: 'name_identifier_missing',
    source,
    lanes: SAML2,
    forged: (scene) => scene.signed({ nameIdentifier: nameId }),
  });
}

attack({
  name: 'attribute-called-name-id-in-place-of-it',
  code: 'name_identifier_missing',
  source: attributeCalled,
  lanes: [...SAML2, ...MITID],
  forged: (scene) =>
    scene.signed({
      nameIdentifier: null,
      extraAttributes: `<saml:Attribute Name="nameID"><saml:AttributeValue>${PERSON_NAME_ID}</saml:AttributeValue></saml:Attribute>`,
    }),
});

attack({
  name: 'name-id-of-another-namespace',
  code: 'message_unexpected',
  source: 'PortSwigger, The Fragile Lock (2025-12-10): namespace confusion',
  lanes: SAML2,
  forged: (scene) =>
    scene.signed({ saml2: { nameId: null, extraSubject: `<x:NameID xmlns:x="urn:x">${PERSON_NAME_ID}</x:NameID>` } }),
});

const beside: readonly (readonly [string, string])[] = [
  ['another', '<saml:NameID>someone-else</saml:NameID>'],
  ['a-base-id', '<saml:BaseID></saml:BaseID>'],
  ['an-encrypted-one', '<saml:EncryptedID></saml:EncryptedID>'],
  ['one-of-another-namespace', '<x:NameID xmlns:x="urn:x">someone-else</x:NameID>'],
];
for (const [name, extraSubject] of beside) {
  attack({
    name: `name-id-beside-${name}`,
    code: 'message_unexpected',
    source: `${source}; which of two would be read?`,
    lanes: SAML2,
    forged: (scene) => scene.signed({ saml2: { extraSubject } }),
  });
}

attack({
  name: 'name-id-encrypted',
  code: 'message_unexpected',
  source: 'SAML 2.0 core 2.2.4: whom an EncryptedID names is not known here',
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { nameId: null, extraSubject: '<saml:EncryptedID></saml:EncryptedID>' } }),
});

attack({
  name: 'no-subject',
  code: 'name_identifier_missing',
  source,
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { subject: '' } }),
});

attack({
  name: 'attribute-that-is-encrypted',
  code: 'message_unexpected',
  source: 'SAML 2.0 core 2.7.3.2: what an EncryptedAttribute says would be missing without a word',
  lanes: SAML2,
  forged: (scene) => scene.signed({ extraAttributes: '<saml:EncryptedAttribute></saml:EncryptedAttribute>' }),
});

attack({
  name: 'attribute-of-another-namespace',
  code: 'message_unexpected',
  source: 'PortSwigger, The Fragile Lock (2025-12-10): namespace confusion',
  lanes: SAML2,
  forged: (scene) => scene.signed({ extraAttributes: '<x:Attribute xmlns:x="urn:x" Name="x"></x:Attribute>' }),
});

// What the protocol carries and no profile is made of is refused where the profile is read: its id is used up then.
const answered = (said: Said) => (world: HttpWorld) =>
  world.send((scene) => scene.signed({ assertionId: '_of-nobody', ...said }));

formAttack({
  name: 'name-id-transient',
  code: 'name_id_transient',
  source: 'SAML 2.0 core 8.3.8: another one at every login; as the key of an account it would be anybody',
  lanes: [...SAML2, ...MITID],
  forged: answered({ saml2: { nameIdFormat: NAME_ID_TRANSIENT, nameId: '_0f3b0a4e' } }),
});

formAttack({
  name: 'name-id-transient-in-the-form-of-a-persistent-one',
  code: 'name_id_transient',
  source: 'SAML 2.0 core 8.3.8: the Format says how long a name lives',
  forged: answered({ saml2: { nameIdFormat: NAME_ID_TRANSIENT } }),
});

formAttack({
  name: 'name-id-that-is-no-uuid',
  code: 'name_id_malformed',
  source: 'OIOSAML 3: a person or a professional, and a UUID',
  lanes: [...SAML2, ...MITID],
  forged: answered({ nameIdentifier: 'https://data.gov.dk/model/core/eid/person/uuid/1 or 1=1' }),
});

formAttack({
  name: 'name-id-of-another-authority',
  code: 'name_id_malformed',
  source: 'OIOSAML 3: the prefix is part of the name',
  forged: answered({ nameIdentifier: PERSON_NAME_ID.replace('data.gov.dk', 'evil.example') }),
});
