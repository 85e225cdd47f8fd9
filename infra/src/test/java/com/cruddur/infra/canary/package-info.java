@NullMarked
package com.cruddur.infra.canary;

import org.jspecify.annotations.NullMarked;
