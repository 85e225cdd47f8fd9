import { Route, Switch, useRoute } from "wouter";
import { HomeFeedPage } from "./feed/HomeFeedPage";
import { MessageGroupsPage } from "./groups/MessageGroupsPage";
import { MessagesLayout } from "./groups/MessagesLayout";
import { MessageGroupNewPage } from "./messages/MessageGroupNewPage";
import { MessageGroupPage } from "./messages/MessageGroupPage";
import { CheckAuth } from "./session/CheckAuth";
import { SigninPage } from "./session/SigninPage";
import { NotFoundPage } from "./shell/NotFoundPage";

/** The list, a conversation, a new one. */
const GROUP = /^\/messages\/(?<message_group_uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;
const MESSAGES = /^\/messages(?:\/new\/[^/]+|\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?\/?$/i;

export function App() {
  return (
    <Switch>
      <Route path="/">
        <HomeFeedPage />
      </Route>
      <Route path="/signin">
        <SigninPage isCallback={false} />
      </Route>
      <Route path="/signin/callback">
        <SigninPage isCallback />
      </Route>
      <Route path={MESSAGES}>
        <CheckAuth>
          <MessagesPages />
        </CheckAuth>
      </Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}

function MessagesPages() {
  const [isNew, withHandle] = useRoute("/messages/new/:handle");
  const [isGroup, withGroup] = useRoute(GROUP);
  const groupUuid = withGroup?.message_group_uuid ?? "";
  return (
    <MessagesLayout isOpen={isNew || isGroup}>
      {isNew ? (
        <MessageGroupNewPage key={withHandle.handle} handle={withHandle.handle} />
      ) : isGroup ? (
        <MessageGroupPage key={groupUuid} groupUuid={groupUuid} />
      ) : (
        <MessageGroupsPage />
      )}
    </MessagesLayout>
  );
}
