<?php

// What SimpleSAMLphp reads in the metadata of a service provider, as JSON: read-metadata.php <metadata> <certificate>

use SimpleSAML\Metadata\SAMLParser;

require '/usr/share/simplesamlphp/lib/_autoload.php';

[, $file, $certificate] = $argv;
$entity = SAMLParser::parseFile($file);
$sp = $entity->getMetadata20SP();
$locations = fn (string $service): array => array_map(
    fn (array $one): array => [$one['Binding'], $one['Location']],
    $sp[$service],
);
$certificates = fn (string $use): array => array_values(array_map(
    fn (array $key): string => $key['X509Certificate'],
    array_filter($sp['keys'], fn (array $key): bool => $key[$use]),
));
echo json_encode([
    'verified' => $entity->validateSignature([$certificate]),
    'entityId' => $sp['entityid'],
    'validUntil' => gmdate('Y-m-d\TH:i:s\Z', $sp['expire']),
    'consumers' => $locations('AssertionConsumerService'),
    'logouts' => $locations('SingleLogoutService'),
    'signing' => $certificates('signing'),
    'encryption' => $certificates('encryption'),
    'nameIdFormat' => $sp['NameIDFormat'],
    'attributes' => $sp['attributes'],
    'required' => $sp['attributes.required'],
    'signsRequests' => $sp['validate.authnrequest'],
    'wantsSigned' => $sp['saml20.sign.assertion'],
    'organization' => $sp['OrganizationName'],
    'mail' => $sp['contacts'][0]['emailAddress'][0],
]);
