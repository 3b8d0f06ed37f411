import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "./facts.css";

/** A figure or a date that leads to where it comes from. */
export function FactLink({ children, ...target }: Omit<LinkProps, "children"> & { readonly children: ReactNode }) {
  return (
    <Link {...target} className="fact figures">
      {children}
    </Link>
  );
}
