/** What the statuses of `x-provenance` mean, for readers; from the strongest evidence to the weakest. */
export const evidenceStatuses = [
  { status: 'documented', meaning: "The provider's page says it." },
  { status: 'example', meaning: 'Only an example of the provider shows it.' },
  { status: 'sdk', meaning: "One of the provider's SDKs, or its tests, shows it." },
  { status: 'conflicting', meaning: 'Sources disagree; the note names both sides and the choice.' },
  { status: 'assumed', meaning: 'No source says it, and without it nobody could use the document; the note says why.' },
] as const;
