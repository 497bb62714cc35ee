import { attack, harmless } from './harness';

const source = 'SAML 1.1 core 2.3.2.1: a condition that is not understood makes the assertion indeterminate';

for (const [name, extraConditions] of [
  ['of-another-namespace', '<x:Condition xmlns:x="urn:x"></x:Condition>'],
  ['of-saml-2.0', '<saml:OneTimeUse></saml:OneTimeUse>'],
  ['of-a-type', '<saml:Condition xmlns:x="urn:x" xsi:type="x:OnlyOnMonday"></saml:Condition>'],
  ['with-a-known-name-elsewhere', '<x:DoNotCacheCondition xmlns:x="urn:x"></x:DoNotCacheCondition>'],
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

harmless({
  name: 'do-not-cache',
  source: 'SAML 1.1 core 2.3.2.1.4: used at once, as it is anyway',
  variant: (scene) => scene.signed({ extraConditions: '<saml:DoNotCacheCondition></saml:DoNotCacheCondition>' }),
});
