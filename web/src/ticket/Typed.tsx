/** What people wrote: in whatever language, which nobody knows. */
export const Typed = ({ children }: { readonly children: string }) => (
  <span lang="" dir="auto">
    {children}
  </span>
);
