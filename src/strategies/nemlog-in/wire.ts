export const IDENTITY_TYPES = ['private', 'professional'] as const;
export const DIALECTS = ['oiosaml-3', 'oiosaml-2'] as const;
