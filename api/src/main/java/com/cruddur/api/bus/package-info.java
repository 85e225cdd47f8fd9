/** The bus of several instances: events and presence over Valkey. */
@NullMarked
package com.cruddur.api.bus;

import org.jspecify.annotations.NullMarked;
