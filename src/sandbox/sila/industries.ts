/**
 * Names of industries, where Sila's samples show them: one. The rest of the classification has hundreds of entries
 * that no answer of Sila is known for, so they are left out of an answer, as the document allows.
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
