"""What pysaml2 reads in the metadata of a service provider, as JSON: read-metadata.py <metadata> <certificate>"""

import json
import sys

from saml2.config import Config
from saml2.mdstore import InMemoryMetaData
from saml2.sigver import SignatureError, security_context

file, certificate = sys.argv[1:]
store = InMemoryMetaData([], node_name='urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor')
store.security = security_context(Config())
store.cert = certificate
with open(file, encoding='utf-8') as text:
    try:
        verified = bool(store.parse_and_check_signature(text.read()))
    except SignatureError:
        verified = False
[(entity_id, entity)] = store.items()
[sp] = entity['spsso_descriptor']
[asked] = sp['attribute_consuming_service']


def locations(service):
    return [[one['binding'], one['location']] for one in sp[service]]


def certificates(use):
    return [''.join(cert.split()) for cert in store.certs(entity_id, 'spsso', use)]


json.dump(
    {
        'verified': verified,
        'entityId': entity_id,
        'validUntil': entity['valid_until'],
        'consumers': locations('assertion_consumer_service'),
        'logouts': locations('single_logout_service'),
        'signing': certificates('signing'),
        'encryption': certificates('encryption'),
        'nameIdFormat': sp['name_id_format'][0]['text'],
        'attributes': [one['name'] for one in asked['requested_attribute']],
        'required': [one['name'] for one in asked['requested_attribute'] if one.get('is_required') == 'true'],
        'signsRequests': sp['authn_requests_signed'] == 'true',
        'wantsSigned': sp['want_assertions_signed'] == 'true',
        'organization': {
            one['lang']: one['text'] for one in entity['organization']['organization_name']
        },
        'mail': entity['contact_person'][0]['email_address'][0]['text'],
    },
    sys.stdout,
)
