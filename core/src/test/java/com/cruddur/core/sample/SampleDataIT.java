package com.cruddur.core.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.MessageGroupListing;
import com.cruddur.core.activity.Activities;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.testing.PostgresExtension;
import com.cruddur.core.user.Handle;
import com.cruddur.core.user.User;
import com.cruddur.core.user.UserDatabase;
import com.cruddur.core.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SampleDataIT {

    private final DataSource dataSource;

    SampleDataIT(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Test
    void loadingAgainOrAfterACrashAddsWhatIsMissingAndDoublesNothing() {
        UserDatabase.migrate(dataSource);
        MessagingTable table = MessagingTable.create();
        Clock clock = Clock.systemUTC();

        SampleData crashing =
                new SampleData(dataSource, table.through(Faults.crashAfter(200)).client(), table.name(), clock);
        assertThatThrownBy(crashing::load).hasMessage("crash");
        new SampleData(dataSource, table.client(), table.name(), Clock.offset(clock, Duration.ofMinutes(5))).load();
        long items = count(table);
        new SampleData(dataSource, table.client(), table.name(), Clock.offset(clock, Duration.ofHours(5))).load();

        assertThat(count(table)).isEqualTo(items);
        assertThat(new Activities(dataSource, clock).home()).hasSize(12);
        User andrew = new Users(dataSource).byHandle(new Handle("andrewbrown")).orElseThrow();
        List<MessageGroupListing> groups =
                table.messenger().messageGroups(andrew, null, 20).items();
        assertThat(groups)
                .hasSize(4)
                .allSatisfy(group -> assertThat(group.unreadCount()).isLessThanOrEqualTo(2));
        MessageGroupListing withBayko = groups.stream()
                .filter(g -> g.group()
                        .other()
                        .filter(m -> m.handle().equals("bayko"))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(table.items("MSG#" + withBayko.group().id())).hasSizeGreaterThan(200);
        assertThat(withBayko.group().lastMessage().createdAt()).isBefore(clock.instant());
    }

    private static long count(MessagingTable table) {
        return table.client().scan(scan -> scan.tableName(table.name())).count();
    }
}
