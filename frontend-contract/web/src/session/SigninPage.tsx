import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useServices } from "../services";
import { useView } from "../ui/useView";
import "./signin.css";

/** Where the sign-in comes back to, and where it can be begun again when it did not work. */
export function SigninPage({ isCallback }: { isCallback: boolean }) {
  const { session } = useServices();
  const [, navigate] = useLocation();
  const [failed, setFailed] = useState(false);
  const begun = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useView("Sign in", "sign in", heading);

  useEffect(() => {
    // The code in the address works once only.
    if (isCallback && !begun.current) {
      begun.current = true;
      session.completeSignIn().then(
        (returnTo) => navigate(returnTo, { replace: true }),
        () => setFailed(true),
      );
    }
  }, [isCallback, session, navigate]);

  return (
    <main className="signin">
      <img src="/favicon.svg" alt="" width="56" height="56" />
      {isCallback && !failed ? (
        <h1 ref={heading} tabIndex={-1} className="signin__title" role="status">
          Signing you in…
        </h1>
      ) : (
        <>
          <h1 ref={heading} tabIndex={-1} className="signin__title">
            {failed ? "That sign-in did not work" : "Sign in to Cruddur"}
          </h1>
          <p className="signin__text" role={failed ? "alert" : undefined}>
            {failed
              ? "It was begun elsewhere, took too long, or was refused. Nothing is lost: begin again."
              : "Your conversations are waiting."}
          </p>
          <button type="button" className="button button--primary" onClick={() => void session.signIn("/messages")}>
            Sign in
          </button>
        </>
      )}
    </main>
  );
}
