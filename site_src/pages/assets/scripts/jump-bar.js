// jump-bar
