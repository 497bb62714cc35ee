"""Single logout of the identity provider in idp.py. It takes both bindings; what it sends goes by setup["logoutBinding"].

Each page is given the identity provider, its setup, the query or the form, and which of them it is by its binding; it gives
back where the browser is sent, or None and a page.
"""

import json

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID
from saml2.time_util import in_a_while

from signed_document import verify_document
from signed_query import verify_query


def send(idp, binding, message, destination, relay_state, response):
    """By redirect the query is signed; in a form the message is signed already."""
    http = idp.apply_binding(
        binding, str(message), destination, relay_state, response=response, sign=binding == BINDING_HTTP_REDIRECT
    )
    location = dict(http['headers']).get('Location')
    return location, None if location is not None else ''.join(http['data'])


def verified(idp, query, binding, parameter, parse):
    """The message, if whom it names has signed it: the query by redirect, the document in a form."""
    if binding == BINDING_HTTP_POST:
        verify_document(idp, query[parameter], parameter)
        return parse(query[parameter], binding)
    parsed = parse(query[parameter], binding)
    verify_query(idp, query, parsed.response if parameter == 'SAMLResponse' else parsed.message)
    return parsed


def receive(idp, setup, query, came_by):
    """Answers a LogoutRequest of the service provider; says what it has read of a LogoutResponse."""
    if 'SAMLResponse' in query:
        answer = verified(idp, query, came_by, 'SAMLResponse', idp.parse_logout_request_response).response
        read = {'inResponseTo': answer.in_response_to, 'status': answer.status.status_code.value}
        return None, json.dumps({**read, 'relayState': query.get('RelayState')})
    request = verified(idp, query, came_by, 'SAMLRequest', idp.parse_logout_request).message
    binding = setup['logoutBinding']
    response = idp.create_logout_response(request, [binding], sign=binding == BINDING_HTTP_POST)
    destination = idp.response_args(request, [binding])['destination']
    return send(idp, binding, response, destination, query['RelayState'], response=True)


def begin(idp, setup, query, _):
    """Asks the service provider to end the session of the query, or every one of the person."""
    binding = setup['logoutBinding']
    (entity_id,) = idp.metadata.service_providers()
    _, destination = idp.pick_binding('single_logout_service', [binding], 'spsso', entity_id=entity_id)
    _, request = idp.create_logout_request(
        destination,
        entity_id,
        name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=setup['person']['nameId']),
        session_indexes=[query['SessionIndex']] if 'SessionIndex' in query else None,
        expire=in_a_while(minutes=5),
        sign=binding == BINDING_HTTP_POST,
    )
    return send(idp, binding, request, destination, 'state-of-pysaml2', response=False)


PAGES = {'/slo': receive, '/logout': begin}
