const EXTENSIONS_NAMESPACE = 'https://data.gov.dk/eid/saml/extensions';

/** The app of ours that the MitID app is to switch back to on the same device. */
export interface AppSwitch {
  readonly platform: 'Android' | 'iOS';
  /** A universal link (iOS) or app link (Android) of the app; an Android package name is seen too. */
  readonly returnUrl: string;
}

/** NemLog-in's AppSwitch, as a member of samlp:Extensions in the notation of node-saml (facts/oiosaml.md 1.3). */
export function appSwitchExtension({ platform, returnUrl }: AppSwitch): Record<string, unknown> {
  return {
    'nl:AppSwitch': { '@xmlns:nl': EXTENSIONS_NAMESPACE, 'nl:Platform': platform, 'nl:ReturnURL': returnUrl },
  };
}
