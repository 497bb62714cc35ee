import { ofClasses, SAML11, SAML2 } from './harness';

const { attack, harmless } = ofClasses(24, 38);

const source =
  'SAML 1.1 core 2.3.2.1, SAML 2.0 core 2.5.1: a condition that is not understood makes the assertion indeterminate';

for (const [name, extraConditions] of [
  ['of-another-namespace', '<x:Condition xmlns:x="urn:x"></x:Condition>'],
  ['of-a-type', '<saml:Condition xmlns:x="urn:x" xsi:type="x:OnlyOnMonday"></saml:Condition>'],
  ['with-a-known-name-elsewhere', '<x:DoNotCacheCondition xmlns:x="urn:x"></x:DoNotCacheCondition>'],
  ['one-time-use-elsewhere', '<x:OneTimeUse xmlns:x="urn:x"></x:OneTimeUse>'],
  [
    'audience-of-another-namespace',
    '<x:AudienceRestrictionCondition xmlns:x="urn:x"></x:AudienceRestrictionCondition>',
  ],
] as const) {
  attack({
    name: `condition-unknown-${name}`,
    code: 'condition_unknown',
    source,
    forged: (scene) => scene.signed({ extraConditions }),
  });
}

for (const [name, lanes, extraConditions] of [
  ['of-saml-2.0', SAML11, '<saml:OneTimeUse></saml:OneTimeUse>'],
  ['of-saml-1.1', SAML2, '<saml:DoNotCacheCondition></saml:DoNotCacheCondition>'],
] as const) {
  attack({
    name: `condition-unknown-${name}`,
    code: 'condition_unknown',
    source,
    lanes,
    forged: (scene) => scene.signed({ extraConditions }),
  });
}

harmless({
  name: 'do-not-cache',
  source: 'SAML 1.1 core 2.3.2.1.4: used at once, as it is anyway',
  lanes: SAML11,
  variant: (scene) => scene.signed({ extraConditions: '<saml:DoNotCacheCondition></saml:DoNotCacheCondition>' }),
});

for (const [name, extraConditions] of [
  ['one-time-use', '<saml:OneTimeUse></saml:OneTimeUse>'],
  ['proxy-restriction', '<saml:ProxyRestriction Count="0"></saml:ProxyRestriction>'],
] as const) {
  harmless({
    name,
    source: 'SAML 2.0 core 2.5.1.5 and 2.5.1.6: used at once, as it is anyway; and nobody is vouched for with it',
    lanes: SAML2,
    variant: (scene) => scene.signed({ extraConditions }),
  });
}
