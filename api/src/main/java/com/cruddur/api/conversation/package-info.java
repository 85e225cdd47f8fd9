/** A user's conversations. Fewer than three classes: a package for each feature of the contract. */
@NullMarked
package com.cruddur.api.conversation;

import org.jspecify.annotations.NullMarked;
