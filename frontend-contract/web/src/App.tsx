import { Route, Switch, useRoute } from "wouter";
import { pages } from "./addresses.json";
import { HomeFeedPage } from "./feed/HomeFeedPage";
import { MessageGroupsPage } from "./groups/MessageGroupsPage";
import { MessagesLayout } from "./groups/MessagesLayout";
import { MessageGroupNewPage } from "./messages/MessageGroupNewPage";
import { MessageGroupPage } from "./messages/MessageGroupPage";
import { CheckAuth } from "./session/CheckAuth";
import { SigninPage } from "./session/SigninPage";
import { NotFoundPage } from "./shell/NotFoundPage";

export function App() {
  const messagesPages = (
    <CheckAuth>
      <MessagesPages />
    </CheckAuth>
  );
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
      <Route path={pages.messages}>{messagesPages}</Route>
      <Route path={pages.newConversation}>{messagesPages}</Route>
      <Route path={pages.conversation}>{messagesPages}</Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}

function MessagesPages() {
  const [isNew, withHandle] = useRoute<{ handle: string }>(pages.newConversation);
  const [isGroup, withGroup] = useRoute<{ message_group_uuid: string }>(pages.conversation);
  return (
    <MessagesLayout isOpen={isNew || isGroup}>
      {isNew ? (
        <MessageGroupNewPage key={withHandle.handle} handle={withHandle.handle} />
      ) : isGroup ? (
        <MessageGroupPage key={withGroup.message_group_uuid} groupUuid={withGroup.message_group_uuid} />
      ) : (
        <MessageGroupsPage />
      )}
    </MessagesLayout>
  );
}
