package com.cruddur.api.people;

import com.cruddur.api.security.SignedIn;
import com.cruddur.core.inbox.ListConversations;
import com.cruddur.core.people.PeopleSearch;
import com.cruddur.core.people.SearchText;
import com.cruddur.core.people.User;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds users. */
@RestController
class UserController {

    private final UserDirectory directory;
    private final PeopleSearch search;
    private final ListConversations listConversations;

    UserController(UserDirectory directory, PeopleSearch search, ListConversations listConversations) {
        this.directory = directory;
        this.search = search;
        this.listConversations = listConversations;
    }

    @GetMapping(path = "/api/users", produces = MediaType.APPLICATION_JSON_VALUE)
    List<UserJson> search(@SignedIn User me, @RequestParam(name = "q", required = false) @Nullable String typed) {
        SearchText text = new SearchText(typed == null ? "" : typed);
        return search.find(text, me.id(), listConversations.companions(me)).stream()
                .map(UserJson::of)
                .toList();
    }

    @GetMapping(path = "/api/users/@{handle}/short", produces = MediaType.APPLICATION_JSON_VALUE)
    UserJson shortProfile(@PathVariable String handle) {
        return UserJson.of(directory.byHandle(handle));
    }
}
