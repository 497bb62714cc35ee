"""What pysaml2 lets pass in HTTP-POST: its parse_… functions verify a signature that is there, and miss none that is not."""

import base64

from saml2.sigver import SigverError

from signed_query import Refused

CHECKS = {'SAMLRequest': 'correctly_signed_logout_request', 'SAMLResponse': 'correctly_signed_logout_response'}


def verify_document(idp, field, parameter):
    """Refuses a message that whom it names has not signed."""
    try:
        getattr(idp.sec, CHECKS[parameter])(base64.b64decode(field).decode('utf-8'), must=True)
    except SigverError as error:
        raise Refused(f'the message is not signed as it must be: {error}') from error
