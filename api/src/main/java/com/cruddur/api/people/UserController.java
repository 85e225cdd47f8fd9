package com.cruddur.api.people;

import com.cruddur.api.security.SignedIn;
import com.cruddur.core.people.User;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserController {

    record UserJson(UUID uuid, String handle, String displayName) {}

    private final UserDirectory directory;

    UserController(UserDirectory directory) {
        this.directory = directory;
    }

    @GetMapping(path = "/api/me", produces = MediaType.APPLICATION_JSON_VALUE)
    UserJson me(@SignedIn User user) {
        return json(user);
    }

    @GetMapping(path = "/api/users/@{handle}/short", produces = MediaType.APPLICATION_JSON_VALUE)
    UserJson shortProfile(@PathVariable String handle) {
        return json(directory.byHandle(handle));
    }

    private static UserJson json(User user) {
        return new UserJson(user.id().uuid(), user.handle().value(), user.displayName());
    }
}
