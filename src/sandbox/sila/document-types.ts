/**
 * Document types. docs/document_types has `bank_statement` and a total of about 28; a public integration maps the other
 * names and classes, and a third party's tests of 2020 uploaded them successfully. Where no source has a label, it is
 * made from the name, which is our choice.
 */
export interface DocumentType {
  name: string;
  label: string;
  identity_type: string;
}

const type = (name: string, label: string, identity_type = 'other'): DocumentType => ({ name, label, identity_type });

export const documentTypes: readonly DocumentType[] = [
  type('bank_statement', 'Bank Statement'),
  type('doc_green_card', 'Permanent Resident Card (or Green Card)'),
  type('doc_lease', 'Lease agreement', 'contract'),
  type('doc_mortgage', 'Mortgage agreement', 'contract'),
  type('doc_name_change', 'Court Order for Name Change'),
  type('doc_paystub', 'Pay Stub Documentation'),
  type('doc_ss_card', 'Social Security Card'),
  type('doc_ssa', 'Social Security Administration documentation (includes 4029)'),
  type('doc_tuition', 'Tuition Statement'),
  type('doc_uo_benefits', 'Unemployment Benefits Letter'),
  type('doc_utility', 'Utility bill', 'utility'),
  type('id_drivers_license', "State-issued driver's license", 'license'),
  type('id_drivers_permit', "Driver's permit", 'license'),
  type('id_military', 'Military ID'),
  type('id_military_dependent', "Military Dependent's ID Card"),
  type('id_nyc_id', 'NYC ID Card'),
  type('id_passport', 'Passport', 'passport'),
  type('id_passport_card', 'US Passport Card', 'passport'),
  type('id_state', 'State ID card'),
  type('other_doc', 'Other Document'),
  type('other_id', 'Other ID'),
  type('tax_1040', 'Tax form 1040'),
  type('tax_1095', 'Tax form 1095'),
  type('tax_1099', 'Tax form 1099'),
  type('tax_W4', 'Tax form W-4'),
  type('tax_w2', 'Tax form W-2'),
  type('vtl_birth_certificate', 'Birth certificate'),
  type('vtl_divorce', 'Divorce certificate'),
  type('vtl_marriage', 'Marriage certificate'),
];

export const isDocumentType = (name: string): boolean => documentTypes.some((one) => one.name === name);
