package com.cruddur.api.people;

import com.cruddur.api.security.SignedIn;
import com.cruddur.core.block.BlockPeople;
import com.cruddur.core.people.User;
import com.cruddur.core.people.Users;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom the signed-in user has blocked. */
@RestController
class BlockController {

    private final BlockPeople blockPeople;
    private final UserDirectory directory;
    private final Users users;

    BlockController(BlockPeople blockPeople, UserDirectory directory, Users users) {
        this.blockPeople = blockPeople;
        this.directory = directory;
        this.users = users;
    }

    @GetMapping(path = "/api/blocks", produces = MediaType.APPLICATION_JSON_VALUE)
    List<UserJson> list(@SignedIn User me) {
        return users.byIds(blockPeople.blockedBy(me)).stream().map(UserJson::of).toList();
    }

    @PutMapping("/api/users/@{handle}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void block(@SignedIn User me, @PathVariable String handle) {
        blockPeople.block(me, directory.byHandleNow(handle));
    }

    @DeleteMapping("/api/users/@{handle}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unblock(@SignedIn User me, @PathVariable String handle) {
        blockPeople.unblock(me, directory.byHandleNow(handle));
    }
}
