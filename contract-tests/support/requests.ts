/** Bodies that the documents allow, with fictitious people. */

export const user = {
  firstname: 'Ada',
  lastname: 'Example',
  address: 'Calle Ejemplo 123',
  country: 'ARG',
  city: 'Buenos Aires',
  email: 'ada@example.com',
  phonenumber: '+12025550123',
  initial_transaction: '3f1c9a52-7d04-4b8e-9c61-2a5d8e0f7b13',
  zipcode: 1020,
  birthday: '1987-04-12',
};

export const header = { created: 1763683200, app_handle: 'example_app', user_handle: 'ada_example' };

export const kyc = { header, flow: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32' };
