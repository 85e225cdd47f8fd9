/** What the repository says of what it is made from: held against the build that it comes from. */
@NullMarked
package com.cruddur.infra.supply;

import org.jspecify.annotations.NullMarked;
