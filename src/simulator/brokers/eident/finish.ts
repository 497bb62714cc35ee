import { takeEIdentFault } from '../../faults/eident';
import { artifactParts, makeArtifact } from './artifact';
import type { SettledFlow } from './flow';
import { issueMessage } from './issue';
import type { Login } from './login';
import { redirectTo, type Outcome } from '../outcome';
import { postBack } from '../post-back';
import type { EIdentState } from './state';

/** The person has logged in: brings the browser back, with an artifact or with the assertion itself. */
export function finish(state: EIdentState, flow: SettledFlow): Outcome {
  state.flows.delete(flow.id);
  const { merchant, request, persona, identity, exchange } = flow;
  const authenticatedAt = flow.authenticatedAt ?? state.world.clock.now();
  const login: Login = { merchant, request, persona, identity, authenticatedAt, exchange };
  exchange.add({
    title: flow.stepUp ? 'The person is stepped up' : 'The person is logged in',
    fields: [
      { name: 'persona', value: persona.id },
      { name: 'identity', value: identity.id },
    ],
  });
  return merchant.profile === 'post' ? post(state, login, flow) : redirectWithArtifact(state, login);
}

function redirectWithArtifact(state: EIdentState, login: Login): Outcome {
  const { merchant, request, exchange } = login;
  const replayed = takeEIdentFault(state.world.faults, ['callback'], 'artifact') !== undefined;
  const artifact = replayed ? usedArtifact(state, login) : newArtifact(state, login, false);
  const url = new URL(merchant.callbackUrl);
  url.searchParams.append('SAMLart', artifact);
  url.searchParams.append('TARGET', request.target);
  const { sourceId, assertionHandle } = artifactParts(artifact);
  exchange.add({
    title: replayed ? 'The browser goes back with a used artifact (fault replayed-artifact)' : 'The browser goes back',
    fields: [
      { name: 'to', value: merchant.callbackUrl },
      { name: 'SAMLart', value: artifact, meaning: 'artifact of type 0x0001' },
      { name: 'SourceID', value: sourceId, meaning: 'SHA-1 of the broker’s URL' },
      { name: 'AssertionHandle', value: assertionHandle, meaning: 'random' },
      { name: 'TARGET', value: request.target, meaning: 'as it came' },
    ],
  });
  return redirectTo(url.href);
}

function newArtifact({ world, artifacts }: EIdentState, login: Login, used: boolean): string {
  const artifact = makeArtifact(world.url);
  artifacts.set(artifact, { login, expiresAt: world.clock.now() + world.settings.artifactLifetimeMs, used });
  return artifact;
}

function usedArtifact(state: EIdentState, login: Login): string {
  const { merchantId } = login.merchant;
  const used = state.artifacts
    .entries()
    .findLast(([, issued]) => issued.used && issued.login.merchant.merchantId === merchantId);
  return used?.[0] ?? newArtifact(state, login, true);
}

function post(state: EIdentState, login: Login, { language }: SettledFlow): Outcome {
  const { merchant, request, exchange } = login;
  const fault = takeEIdentFault(state.world.faults, ['answer'], 'post');
  const message = issueMessage(state, login, { profile: 'post', recipient: merchant.callbackUrl }, fault);
  return postBack({
    brand: 'E-Ident',
    language,
    exchange,
    to: merchant.callbackUrl,
    message,
    beside: { name: 'TARGET', value: request.target },
    fault: fault?.name,
  });
}
