"""What pages are used by: buttons, menus, ways, heads of sites."""
