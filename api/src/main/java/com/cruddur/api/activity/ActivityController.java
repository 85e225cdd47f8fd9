package com.cruddur.api.activity;

import com.cruddur.core.people.Activities;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ActivityController {

    private final Activities activities;

    ActivityController(Activities activities) {
        this.activities = activities;
    }

    @GetMapping(path = "/api/activities/home", produces = MediaType.APPLICATION_JSON_VALUE)
    List<ActivityJson> home() {
        return activities.home().stream().map(ActivityJson::of).toList();
    }
}
