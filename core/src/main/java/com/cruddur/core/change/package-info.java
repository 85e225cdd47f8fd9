/** What happens to messages after they were sent: edits, deletions, reactions, and the log of them (AP9, AP12). */
@NullMarked
package com.cruddur.core.change;

import org.jspecify.annotations.NullMarked;
