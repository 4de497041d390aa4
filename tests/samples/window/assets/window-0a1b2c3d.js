document.title = 'Opened'
