/**
 * Names of an industry, where Sila's samples show them: one. The rest of the classification has hundreds of entries
 * that no answer of Sila is known for, so they are left out of an answer, as the document allows.
 */
export function industryOf(code: number): object {
  if (!Number.isInteger(code)) return {};
  if (code !== 721) return { naics_code: code };
  return {
    naics_code: code,
    naics_category: 'Accommodation and Food Services',
    naics_subcategory: 'Accommodation',
  };
}
