import { gonePage } from '../../../pages/end-pages';
import { endedPage, sessionPage } from '../../../pages/logout-pages';
import { languageOf } from '../../../pages/texts';
import { redirectTo, showPage, type Outcome } from '../../outcome';
import { liveSession } from '../sessions';
import { PATHS, type NemLogIn } from '../state';
import { beginLogout } from './begin-logout';
import { proceedLogout } from './proceed';

/** Who this browser is logged in as, and where (`GET /nemlogin/session`). @param token from its cookie. */
export function showSession(state: NemLogIn, token: string, acceptLanguage: string | undefined): Outcome {
  return showPage(sessionPage(languageOf(acceptLanguage ?? null), liveSession(state, token)));
}

/** The person logs out everywhere (`POST /nemlogin/session`). @param token from the browser's cookie. */
export function endOwnSession(state: NemLogIn, token: string, acceptLanguage: string | undefined): Outcome {
  const session = liveSession(state, token);
  if (session === undefined) return redirectTo(PATHS.session);
  const flow = beginLogout(state, [[token, session]], {
    exchange: state.world.exchanges.open('Logout at NemLog-in'),
    language: languageOf(acceptLanguage ?? null),
  });
  return proceedLogout(state, flow);
}

/** What came of a logout at each service (`GET /nemlogin/logout/<id>`). */
export function showLogout({ logouts }: NemLogIn, id: string): Outcome {
  const flow = logouts.flows.get(id);
  return flow === undefined ? showPage(gonePage('da', 'NemLog-in'), 410) : showPage(endedPage(flow));
}
