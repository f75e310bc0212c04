"""What stands above a text and below it: heads of letters, titles, menus, signatures."""
