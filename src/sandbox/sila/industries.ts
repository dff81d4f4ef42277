/**
 * Names of industries; Sila's samples show one. The classification has hundreds of others, which no known response of
 * Sila contains, so a response omits them, as the document allows.
 */
export const industries = { 'Accommodation and Food Services': [{ code: 721, subcategory: 'Accommodation' }] };

export function industryOf(code: number): object {
  if (!Number.isInteger(code)) return {};
  for (const [naics_category, members] of Object.entries(industries)) {
    const found = members.find((one) => one.code === code);
    if (found) return { naics_code: code, naics_category, naics_subcategory: found.subcategory };
  }
  return { naics_code: code };
}
