/** The alarms, whom they tell, and the dashboard. */
@NullMarked
package com.cruddur.infra.watch;

import org.jspecify.annotations.NullMarked;
