/** Bills of materials and held-back versions, compared with the build. */
@NullMarked
package com.cruddur.infra.supply;

import org.jspecify.annotations.NullMarked;
