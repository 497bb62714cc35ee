"""An identity provider made with pysaml2, for the tests of this folder: HTTP-Redirect in, HTTP-POST out, no login page,
no session. Single logout, which takes both, is in logout.py.

Usage: idp.py <folder>. The folder holds idp.key, idp.crt, sp.xml and setup.json, which are read for each request:
    {"person": {"nameId": str, "attributes": {name: [value]}, "nameFormat": str},
     "cancels": bool, "signResponse": bool, "encrypt": null | {"data": uri, "sessionKey": str, "key": uri},
     "logoutBinding": uri}
"""

import base64
import html
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.attribute_converter import AttributeConverter
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor, sign_entity_descriptor
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID
from saml2.samlp import STATUS_AUTHN_FAILED
from saml2.server import Server
from saml2.sigver import make_temp, pre_encryption_part, security_context
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

import logout
from signed_query import Refused, verify_query

ENTITY_ID = 'https://saml.idp.example/pysaml2'
FOLDER = Path(sys.argv[1])


class Idp(Server):
    """Its own `create_authn_response` encrypts with triple DES, and has no setting for it."""

    encryption = None

    def _encrypt_assertion(self, encrypt_cert, sp_entity_id, response, node_xpath=None):
        cert = encrypt_cert or self.metadata.certs(sp_entity_id, 'any', 'encryption')[0]
        pem = f'-----BEGIN CERTIFICATE-----\n{cert}\n-----END CERTIFICATE-----\n'
        with make_temp(pem.encode('ascii'), decode=False) as file:
            return self.sec.encrypt_assertion(
                response,
                file.name,
                pre_encryption_part(msg_enc=self.encryption['data'], key_enc=self.encryption['key']),
                key_type=self.encryption['sessionKey'],
                node_xpath=node_xpath,
            )


def config(url, setup):
    """What pysaml2 is told; it reads sp.xml here."""
    idp = {
        'endpoints': {
            'single_sign_on_service': [(f'{url}/sso', BINDING_HTTP_REDIRECT)],
            'single_logout_service': [(f'{url}/slo', BINDING_HTTP_REDIRECT), (f'{url}/slo', BINDING_HTTP_POST)],
        },
        # SHA-1 where nothing is said.
        'signing_algorithm': SIG_RSA_SHA256,
        'digest_algorithm': DIGEST_SHA256,
        'name_id_format': [NAMEID_FORMAT_PERSISTENT],
        'policy': {'default': {'lifetime': {'minutes': 5}, 'name_form': setup['person']['nameFormat']}},
    }
    loaded = IdPConfig().load(
        {
            'entityid': ENTITY_ID,
            'key_file': str(FOLDER / 'idp.key'),
            'cert_file': str(FOLDER / 'idp.crt'),
            'metadata': {'local': [str(FOLDER / 'sp.xml')]},
            'service': {'idp': idp},
        }
    )
    # Its maps know the names of eduPerson and the like. Ours are called what they are called.
    names = {name: name for name in setup['person']['attributes']}
    converter = AttributeConverter()
    converter.from_dict({'identifier': setup['person']['nameFormat'], 'to': names, 'fro': names})
    loaded.attribute_converters = [converter]
    return loaded


def verified_request(idp, query):
    """The request, if whom it names has signed it: parse_authn_request does not look at the signature of a query."""
    request = idp.parse_authn_request(query['SAMLRequest'], BINDING_HTTP_REDIRECT).message
    verify_query(idp, query, request)
    return request


def answer(url, query):
    """The page whose form brings the Response to the service provider."""
    setup = read_setup()
    idp = Idp(config=config(url, setup))
    idp.encryption = setup['encrypt']
    request = verified_request(idp, query)
    # The address comes from the metadata; one in the request has to be among those.
    args = idp.response_args(request, [BINDING_HTTP_POST])
    to = {name: args[name] for name in ('in_response_to', 'destination')}
    if setup['cancels']:
        response = idp.create_error_response(**to, info=(STATUS_AUTHN_FAILED, 'Fortrudt'), sign=setup['signResponse'])
    else:
        response = idp.create_authn_response(
            setup['person']['attributes'],
            **to,
            sp_entity_id=args['sp_entity_id'],
            name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=setup['person']['nameId']),
            authn={'class_ref': 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password'},
            sign_assertion=True,
            sign_response=setup['signResponse'],
            encrypt_assertion=setup['encrypt'] is not None,
        )
    fields = {
        'SAMLResponse': base64.b64encode(str(response).encode('utf-8')).decode('ascii'),
        'RelayState': query['RelayState'],
    }
    inputs = [f'<input type="hidden" name="{name}" value="{html.escape(fields[name])}">' for name in fields]
    return f'<form method="post" action="{html.escape(to["destination"])}">{"".join(inputs)}</form>'


def metadata(loaded):
    """Its own, signed."""
    signer = security_context(loaded)
    return sign_entity_descriptor(entity_descriptor(loaded), None, signer, SIG_RSA_SHA256, DIGEST_SHA256)[1]


def read_setup():
    return json.loads((FOLDER / 'setup.json').read_text('utf-8'))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        self.reply(parts.path, dict(parse_qsl(parts.query)), BINDING_HTTP_REDIRECT)

    def do_POST(self):
        form = self.rfile.read(int(self.headers['content-length'])).decode('ascii')
        self.reply(self.path, dict(parse_qsl(form)), BINDING_HTTP_POST)

    def reply(self, path, query, binding):
        url = f'http://127.0.0.1:{self.server.server_port}'
        try:
            if path == '/metadata':
                self.send(200, 'application/samlmetadata+xml', metadata(config(url, read_setup())))
            elif path in logout.PAGES:
                setup = read_setup()
                self.bring(*logout.PAGES[path](Idp(config=config(url, setup)), setup, query, binding))
            else:
                self.send(200, 'text/html; charset=utf-8', answer(url, query))
        except Refused as refusal:
            self.send(403, 'text/plain; charset=utf-8', str(refusal))

    def bring(self, location, page):
        """Redirects the browser, or gives it a page."""
        if location is None:
            self.send(200, 'text/html; charset=utf-8', page)
            return
        self.send_response(302)
        self.send_header('location', location)
        self.send_header('content-length', '0')
        self.end_headers()

    def send(self, status, kind, text):
        body = text.encode('utf-8')
        self.send_response(status)
        self.send_header('content-type', kind)
        self.send_header('content-length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = HTTPServer(('127.0.0.1', 0), Handler)
print(f'http://127.0.0.1:{server.server_port}', flush=True)
server.serve_forever()
