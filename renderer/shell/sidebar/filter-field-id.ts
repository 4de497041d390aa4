/** The field that `/` focuses. */
export const filterFieldId = 'profile-filter'
