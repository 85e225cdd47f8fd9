/** What the stacks of all packages use. It depends on none of them. */
@NullMarked
package com.cruddur.infra.shared;

import org.jspecify.annotations.NullMarked;
