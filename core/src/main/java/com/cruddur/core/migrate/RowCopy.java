package com.cruddur.core.migrate;

import com.cruddur.core.group.LastMessage;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.group.RowRepair;
import com.cruddur.core.progress.Progress;
import com.cruddur.core.table.InParallel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Writes the rows of migrated groups, once their messages are there. */
final class RowCopy {

    private final RowRepair repair;
    private final OriginalTable original;

    RowCopy(DynamoDbClient dynamoDb, String to, OriginalTable original) {
        this.repair = new RowRepair(dynamoDb, to);
        this.original = original;
    }

    /** @return how many conversations there are */
    long run(int threads, Progress progress) {
        Map<MessageGroupId, List<OriginalGroup>> merged = merged();
        AtomicLong written = new AtomicLong();
        InParallel.run(threads, List.copyOf(merged.values()), groups -> {
            writeRows(groups);
            synchronized (this) {
                progress.at("message groups", written.incrementAndGet(), merged.size());
            }
        });
        return merged.size();
    }

    long count() {
        return merged().size();
    }

    private Map<MessageGroupId, List<OriginalGroup>> merged() {
        Map<MessageGroupId, List<OriginalGroup>> merged = new LinkedHashMap<>();
        for (OriginalGroup group : original.groups()) {
            if (group.messages() > 0) {
                group.newId()
                        .ifPresent(id -> merged.computeIfAbsent(id, i -> new ArrayList<>())
                                .add(group));
            }
        }
        return merged;
    }

    private void writeRows(List<OriginalGroup> groups) {
        LastMessage newest = groups.stream()
                .flatMap(group -> group.newest().stream())
                .reduce((a, b) -> a.uuid().toString().compareTo(b.uuid().toString()) > 0 ? a : b)
                .orElseThrow();
        Instant begin = groups.stream()
                .flatMap(group -> group.oldest().stream())
                .min(Instant::compareTo)
                .orElseThrow();
        OriginalGroup any = groups.get(0);
        List<Member> members = any.members().stream().map(original::member).toList();
        for (UUID owner : any.members()) {
            repair.putOrAdvance(
                    new MessageGroup(owner, any.newId().orElseThrow(), members, newest, newest.uuid(), begin));
        }
    }
}
