/** The path that is registered with E-Ident: where the browser comes back. */
export const CALLBACK_PATH = '/login/mitid/callback';
/** The path that NemLog-in posts its answers to. */
export const NEMLOG_IN_CALLBACK_PATH = '/login/nemlog-in/callback';
/** The path that NemLog-in's logouts come to, and its answers to ours. */
export const NEMLOG_IN_LOGOUT_PATH = '/logout/nemlog-in';
/** The path that Signicat posts its answers about MitID to. */
export const SIGNICAT_MITID_CALLBACK_PATH = '/login/signicat-mitid/callback';
/** The same for NemID. */
export const SIGNICAT_NEMID_CALLBACK_PATH = '/login/signicat-nemid/callback';
/** The pages that need more of a login than that it is one: see `guarded.ts`. */
export const INSURANCE_PATH = '/insurance';
export const DOCUMENTS_PATH = '/documents';
/** Where a person types the CPR number that NemLog-in then matches. */
export const CPR_MATCH_PATH = '/cpr';
/** Asks E-Ident for the CPR number of whoever is logged in by it; with `?again`, by a login anew where need be. */
export const STEP_UP_PATH = '/login/step-up';
