/** The types of a client that fills in `header`: what it knows may be left out of a body, nothing else. */

/** The same paths with bodies whose header needs only what the client cannot know, such as `user_handle`. */
export type WithFilledHeaders<Paths> = {
  [Path in keyof Paths]: { [Method in keyof Paths[Path]]: WithFilledHeader<Paths[Path][Method]> };
};

type WithFilledHeader<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Without<Operation, 'requestBody'> & FilledBody<{ [Media in keyof Content]: FilledPart<Content[Media]> }>
  : Operation;

/** A body of which nothing is left to give may be left out. */
type FilledBody<Content> = object extends Content[keyof Content]
  ? { requestBody?: { content: Content } }
  : { requestBody: { content: Content } };

/** A JSON body has its header, a form has it in its part `data`. */
type FilledPart<Body> = Body extends { header: infer Header }
  ? Without<Body, 'header'> & FilledMember<FilledHeader<Header>>
  : Body extends { data: infer Data }
    ? Without<Body, 'data'> & { data: FilledPart<Data> }
    : Body;

type FilledMember<Header> = object extends Header ? { header?: Header } : { header: Header };

/** The forms with the older name `auth_handle` drop out: the client fills in the newer one. */
type FilledHeader<Header> = Header extends { created: unknown; app_handle: unknown }
  ? Without<Header, 'created' | 'app_handle'> & Partial<Pick<Header, 'created' | 'app_handle'>>
  : never;

/** `Omit` for unions, one member at a time, and for objects that are open. */
type Without<T, Names extends string> = T extends unknown
  ? { [Name in keyof T as Name extends Names ? never : Name]: T[Name] }
  : never;
