/** What the control API can do with Alfred: issue tokens. There is nothing to decide: no source names a verification. */
import { recordsOf } from '../core/draft.js';
import type { ProviderControl } from '../core/provider.js';
import type { AlfredSettings } from './settings.js';
import type { AlfredState } from './state.js';
import { issueToken, lifetime } from './token.js';

export const control: ProviderControl<AlfredState, AlfredSettings> = {
  issueToken: async (context, { subject, age, environment }) => {
    if (environment !== undefined) return { unknown: 'environment' };
    const users = recordsOf(context.state.users);
    // Usernames are not unique, so of several users of one name it is the last, as without any subject.
    const user = users
      .filter(({ username, number }) => subject === undefined || subject === username || subject === String(number))
      .sort((a, b) => a.number - b.number)
      .at(-1);
    if (!user) return { unknown: 'subject' };
    const issued = Math.floor(context.now / 1000) - age;
    const token = await issueToken(context, user, issued);
    return { subject: user.username, token, issuedAt: issued * 1000, expiresAt: issued * 1000 + lifetime };
  },
};
