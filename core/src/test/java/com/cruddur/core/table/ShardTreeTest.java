package com.cruddur.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Shard;

class ShardTreeTest {

    private final ShardTree tree = new ShardTree(
            List.of(shard("orphan", "trimmed"), shard("root", null), shard("left", "root"), shard("right", "root")));

    @Test
    void beginsWithShardsWhoseParentIsNotInTheStream() {
        assertThat(tree.ready(Set.<String>of()::contains)).containsExactly("orphan", "root");
    }

    @Test
    void readsAllChildrenOnceTheirParentIsFinished() {
        assertThat(tree.ready(Set.of("orphan", "root")::contains)).containsExactly("left", "right");
    }

    @Test
    void aChildThatIsListedBeforeItsParentWaitsForItAllTheSame() {
        ShardTree childFirst = new ShardTree(List.of(shard("child", "parent"), shard("parent", null)));

        assertThat(childFirst.ready(Set.<String>of()::contains)).containsExactly("parent");
        assertThat(childFirst.ready(Set.of("parent")::contains)).containsExactly("child");
    }

    private static Shard shard(String id, @Nullable String parent) {
        return Shard.builder().shardId(id).parentShardId(parent).build();
    }
}
