import { useEffect, useState, type ReactNode } from "react";
import { useValue } from "../live/Value";
import { useServices } from "../services";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { t } from "../language/language";

/** Shows its content to signed-in users, and sends everybody else to sign in. They come back to the same address. */
export function CheckAuth({ children }: { children: ReactNode }) {
  const { session } = useServices();
  const user = useValue(session.user);
  const [problem, setProblem] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const isSignedIn = user !== null;
  useEffect(() => {
    if (!isSignedIn) {
      session.signIn().catch(setProblem);
    }
  }, [session, isSignedIn, attempt]);
  function tryAgain() {
    setProblem(null);
    setAttempt(attempt + 1);
  }

  if (isSignedIn) {
    return children;
  }
  return problem ? (
    <Notice problem={problem} onTryAgain={tryAgain} />
  ) : (
    <Skeleton rows={5} shape="row" label={t("signIn.leaving")} />
  );
}
