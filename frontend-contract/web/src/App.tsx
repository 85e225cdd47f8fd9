import { lazy, Suspense } from "react";
import { Route, Switch, useRoute } from "wouter";
import { pages } from "./addresses";
import { HomeFeedPage } from "./feed/HomeFeedPage";
import { MessageGroupsPage } from "./groups/MessageGroupsPage";
import { MessagesLayout } from "./groups/MessagesLayout";
import { MessageGroupNewPage } from "./messages/MessageGroupNewPage";
import { MessageGroupPage } from "./messages/MessageGroupPage";
import { CheckAuth } from "./session/CheckAuth";
import { SigninPage } from "./session/SigninPage";
import { NotFoundPage } from "./shell/NotFoundPage";

/** Seldom opened. */
const SettingsPage = lazy(() => import("./settings/SettingsPage"));

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function App() {
  return (
    <Switch>
      <Route path={pages.home}>
        <HomeFeedPage />
      </Route>
      <Route path={pages.signIn}>
        <SigninPage isCallback={false} />
      </Route>
      <Route path={pages.signedIn}>
        <SigninPage isCallback />
      </Route>
      <Route path={pages.settings}>
        <CheckAuth>
          <Suspense>
            <SettingsPage />
          </Suspense>
        </CheckAuth>
      </Route>
      <Route>
        <MessagesPages />
      </Route>
    </Switch>
  );
}

/** The list, a conversation, a new one: in one route, so that the list stays when one goes from one to the other. */
function MessagesPages() {
  const [isList] = useRoute(pages.messages);
  const [isArchive] = useRoute(pages.archived);
  const [isNew, withHandle] = useRoute<{ handle: string }>(pages.newConversation);
  const [, withGroup] = useRoute<{ message_group_uuid: string }>(pages.conversation);
  const groupUuid = withGroup?.message_group_uuid ?? "";
  const isGroup = UUID.test(groupUuid);
  if (!isList && !isArchive && !isNew && !isGroup) {
    return <NotFoundPage />;
  }
  return (
    <CheckAuth>
      <MessagesLayout isOpen={isNew || isGroup} isArchive={isArchive}>
        {isNew ? (
          <MessageGroupNewPage key={withHandle.handle} handle={withHandle.handle} />
        ) : isGroup ? (
          <MessageGroupPage key={groupUuid} groupUuid={groupUuid} />
        ) : (
          <MessageGroupsPage isArchive={isArchive} />
        )}
      </MessagesLayout>
    </CheckAuth>
  );
}
