import { Fragment } from "react";

/** An e-mail address that breaks, when it has to, where people would break it. */
export const Address = ({ email }: { readonly email: string }) =>
  email.split(/(?<=[@.])/).map((part, place) => (
    <Fragment key={place}>
      {place === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
